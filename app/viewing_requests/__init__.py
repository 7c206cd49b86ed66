"""Ask, hold, decide, hand over: viewing requests and their clocks."""
