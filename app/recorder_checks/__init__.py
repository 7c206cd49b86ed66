"""What recorders really keep: measured retention and the error of their clocks, by camera."""
