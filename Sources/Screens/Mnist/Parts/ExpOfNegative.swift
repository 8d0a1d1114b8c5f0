#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// e to the power of −x: the probability whose cross-entropy is x.
func expOfNegative(_ value: Double) -> Double { exp(-value) }

/// The natural logarithm of a number of classes: the cross-entropy of guessing among them.
func logarithm(_ count: Int) -> Double { log(Double(count)) }
