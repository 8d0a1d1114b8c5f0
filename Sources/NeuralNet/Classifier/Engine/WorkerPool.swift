import CKernels

/// Threads that run a closure together; the caller's is worker 0.
final class WorkerPool {
  let count: Int
  private let pool: OpaquePointer

  /// Starts the threads, or fewer if the system does not give as many.
  init(threads: Int) {
    var threads = Int32(clamping: Swift.max(threads, 1))
    while true {
      if let pool = ck_pool_create(threads) {
        self.pool = pool
        count = Int(threads)
        return
      }
      precondition(threads > 1, "out of memory for a pool of threads")
      threads -= 1
    }
  }

  deinit { ck_pool_destroy(pool) }

  /// Runs the body on every thread and waits for all. It may call ``barrier(_:)``, as often on one thread as on another.
  func run(_ body: (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      var body = body
      withUnsafeMutablePointer(to: &body) { pointer in
        ck_pool_run(
          pool,
          { context, worker in context.assumingMemoryBound(to: ((Int) -> Void).self).pointee(Int(worker)) },
          pointer
        )
      }
    }
  }

  /// As ``run(_:)``, for what is done so often that not even a closure's captures should be allocated.
  func run<Context>(_ context: inout Context, _ job: @escaping ck_job) {
    withUnsafeMutablePointer(to: &context) { ck_pool_run(pool, job, $0) }
  }

  /// As ``run(_:_:)`` on the caller's thread only.
  func runAlone<Context>(_ context: inout Context, _ job: @escaping ck_job) {
    withUnsafeMutablePointer(to: &context) { ck_run_alone(job, $0) }
  }

  /// Whether the rest of the program wants a processor that the threads have (``Processors/claim(_:)``).
  var isCrowded: Bool { ck_pool_is_crowded(pool) }

  /// Waits until every thread is here.
  func barrier(_ worker: Int) { ck_pool_barrier(pool, Int32(truncatingIfNeeded: worker)) }

  /// Does pieces of some work until all are done or in other hands. Every thread of a job calls it, with the same number of
  /// pieces, and once for each queue. Who does which piece is open: a thread that is held up does fewer.
  func takeTurns(_ queue: Queue, pieces: Int, _ body: (Int) -> Void) {
    while true {
      let piece = Int(ck_pool_take(pool, queue.rawValue))
      if piece >= pieces { return }
      body(piece)
    }
  }

  /// The work of a job that threads take in pieces.
  enum Queue: Int32 {
    case images, updates
  }

  /// The part of 0..<count that a worker does, in whole multiples of `grain`.
  func share(of count: Int, worker: Int, grain: Int = 1) -> Range<Int> {
    let grains = (count + grain - 1) / grain
    let lower = Swift.min(grains * worker / self.count * grain, count)
    let upper = Swift.min(grains * (worker + 1) / self.count * grain, count)
    return lower..<upper
  }

  /// As many threads as this machine can use at once, at most four: more have nothing to do in networks of this size.
  static var defaultThreads: Int { Swift.min(Int(ck_processor_count()), 4) }
}
