//! Passwords by name: recipes, the values they build, and the alphabet they are built from.
