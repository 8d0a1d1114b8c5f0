// Room of the Datasets target.
