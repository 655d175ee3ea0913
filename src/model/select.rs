//! Selection and aggregation, defined once for charts, claims, tables and pages.
