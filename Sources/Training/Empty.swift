// Room of the Training target.
