//! A neutral grid of typed cells, between the reports and the renderers.
