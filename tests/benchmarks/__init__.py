"""What must not get slower, as ratios within one run; `make bench` prints them."""
