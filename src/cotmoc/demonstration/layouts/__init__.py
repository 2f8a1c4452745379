"""How each agency writes down what happened: its columns, its words, its units, its encodings."""
