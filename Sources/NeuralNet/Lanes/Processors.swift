import CKernels

/// The processors of this machine.
public enum Processors {
  /// How many this process may use, one at least.
  public static var available: Int { max(1, Int(ck_processor_count())) }
}
