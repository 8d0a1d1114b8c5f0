import Records

/// Turns the bytes of one kind of file into a run's records.
///
/// A reader is given the bytes that it has not used yet, and as many more as have come; what it does not use is given again with more behind it.
protocol ByteReader {
  /// Reads what is whole.
  /// - Parameters:
  ///   - bytes: what was not used before, and what has come since.
  ///   - isEnd: whether the file ends here for now; what ends in the middle of a record stays unused.
  /// - Returns: how many bytes were used.
  mutating func read(_ bytes: Bytes, isEnd: Bool, into run: inout RunHistory) -> Int

  /// How many bytes the file has behind those that are given, as far as is known.
  var bytesBehind: Int { get set }

  /// What was used of a stream that has ended for good: a last line without a line break is whole.
  mutating func finish(_ bytes: Bytes, into run: inout RunHistory)
}

extension ByteReader {
  var bytesBehind: Int {
    get { 0 }
    // Most readers do the same whatever follows.
    set { _ = newValue }
  }

  mutating func finish(_ bytes: Bytes, into run: inout RunHistory) {}
}
