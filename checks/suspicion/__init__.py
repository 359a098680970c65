"""How likely each difference between the two sides is damage, where no contract decides it."""
