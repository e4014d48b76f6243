"""The web pages of `kaggle-store ui`: server-rendered, as the person who is signed in."""
