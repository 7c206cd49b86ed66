"""Records who was shown whose data, when, from where, and what they did (접속기록), and finds it again."""
