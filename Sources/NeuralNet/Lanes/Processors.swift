import CKernels

/// The processors of this machine.
public enum Processors {
  /// How many this process may use, one at least.
  public static var available: Int { max(1, Int(ck_processor_count())) }

  /// Does something for which a processor should be free: until it is done, the training of classifiers leaves one alone where it
  /// would use them all.
  ///
  /// Threads that train together meet some ten thousand times a second. A frame that takes the processor of one of them for a
  /// millisecond would hold up both; so one goes on by itself, with the same bits.
  public static func claim<Result>(_ body: () throws -> Result) rethrows -> Result {
    ck_claim_processor()
    defer { ck_release_processor() }
    return try body()
  }
}
