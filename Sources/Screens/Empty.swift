// Room of the Screens target.
