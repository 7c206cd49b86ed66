"""What a sign must say, its layout, its PDF, and where it hangs."""
