// Room of the Plots target.
