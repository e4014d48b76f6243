"""The store in a Supabase project that has other things: install, upgrade, uninstall."""
