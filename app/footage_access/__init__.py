"""Who saw or copied which footage, and why: the statutory register."""
