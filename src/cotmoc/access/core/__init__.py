"""Pure parts of access: who is acting, and in which role."""
