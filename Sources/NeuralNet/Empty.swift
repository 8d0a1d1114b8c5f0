// Room of the NeuralNet target.
