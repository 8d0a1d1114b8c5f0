/// One seed out of several numbers, so that each purpose and place of a run has a stream of its own.
///
/// The numbers go one after the other through the finalizer of SplitMix64 (Steele et al., 2014).
func mixedSeed(_ numbers: UInt64...) -> UInt64 {
  var state: UInt64 = 0
  for number in numbers {
    var z = state &+ number &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    state = z ^ (z >> 31)
  }
  return state
}

/// What random numbers are drawn for.
enum RandomPurpose: UInt64 {
  case order = 1
  case dropout
  case augmentation
  case elastic
}
