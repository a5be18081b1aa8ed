"""What this home is: the snapshot, what each device can do, and the shortlist for a sentence."""
