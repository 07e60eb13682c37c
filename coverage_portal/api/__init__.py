"""The portal's answers as JSON under /api/v1/, their OpenAPI schema, and a page that explains them."""
