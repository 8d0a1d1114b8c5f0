import Foundation

/// e to the power of −x: the probability whose cross-entropy is x.
func expOfNegative(_ value: Double) -> Double { exp(-value) }
