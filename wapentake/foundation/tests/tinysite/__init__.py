"""The smallest site that the supervisor can serve, so that its tests start in a moment."""
