"""The process: settings, wiring, command line, channels and pages."""
