"""Charts, highlighted code and templates that the web pages and the report share."""
