import CKernels

/// What of this machine's processor training uses.
public struct ProcessorReport: Hashable, Sendable {
  /// Processors that this process may run on.
  public let processors: Int
  /// Threads that train where no other number is asked for.
  public let threads: Int
  /// The instruction set that kernels run with.
  public let instructionSet: String

  /// Asks the processor and the operating system.
  public init() {
    processors = Int(ck_processor_count())
    threads = WorkerPool.defaultThreads
    instructionSet =
      switch ck_best_level() {
      case ck_level_avx512: "AVX-512"
      case ck_level_avx2: "AVX2 with FMA"
      default: "the compiler's own (SSE2 or NEON)"
      }
  }
}
