"""£400 from a councillor's fund: asked for, supported, approved, on the ward page. Then £1,200 is refused, and why."""
