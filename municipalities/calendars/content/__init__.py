"""What comes with the portal: categories and items as tables, read by waste.shipped."""
