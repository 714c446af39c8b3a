"""What people take away: documents made from `ivac.report` and the pictures of `ivac.charts`, with no browser."""
