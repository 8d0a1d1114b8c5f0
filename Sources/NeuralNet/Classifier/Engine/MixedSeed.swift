/// One seed out of several numbers, so that each purpose and place of a run has a stream of its own.
///
/// The numbers go one after the other through the finalizer of SplitMix64 (Steele et al., 2014).
func mixedSeed(_ first: UInt64, _ second: UInt64) -> UInt64 { mixed(mixed(0, first), second) }

/// The same of three numbers; a list of any length would be an array, allocated at every step.
func mixedSeed(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 { mixed(mixedSeed(first, second), third) }

/// The same of four numbers.
func mixedSeed(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) -> UInt64 {
  mixed(mixedSeed(first, second, third), fourth)
}

private func mixed(_ state: UInt64, _ number: UInt64) -> UInt64 {
  var z = state &+ number &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

/// What random numbers are drawn for.
enum RandomPurpose: UInt64 {
  case order = 1
  case dropout
  case augmentation
  case elastic
}
