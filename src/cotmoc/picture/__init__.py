"""The picture: columnar facts, figures with their drill-down, exports."""
