"""Questions over the demonstration province with their right answers, and how well the search answers them."""
