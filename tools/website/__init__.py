"""The gallery and the site: pages that show what percept shows, without a kernel."""
