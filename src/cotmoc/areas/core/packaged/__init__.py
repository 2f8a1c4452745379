"""Areas that come with the product's packages and its own small tables."""
