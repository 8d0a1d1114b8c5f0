#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs a task's jobs on a thread of its own, so that a training loop that never suspends takes no thread from the
/// cooperative pool and may sleep on a condition.
final class DedicatedThread: TaskExecutor {
  private enum Work {
    case job(UnownedJob, UnownedTaskExecutor)
    case end
  }

  private let queue = Monitor<[Work]>([])

  init() {
    let context = Unmanaged.passRetained(queue).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let status = pthread_create(&thread, nil, Self.main, context)
    precondition(status == 0, "the system refused a thread for training (error \(status))")
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
  }

  deinit { queue.signalling { $0.append(.end) } }

  func enqueue(_ job: consuming ExecutorJob) {
    let work = Work.job(UnownedJob(job), asUnownedTaskExecutor())
    queue.signalling { $0.append(work) }
  }

  #if canImport(Darwin)
    private static let main: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
      DedicatedThread.work(context)
      return nil
    }
  #else
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      if let context { DedicatedThread.work(context) }
      return nil
    }
  #endif

  private static func work(_ context: UnsafeMutableRawPointer) {
    let queue = Unmanaged<Monitor<[Work]>>.fromOpaque(context).takeRetainedValue()
    while true {
      switch queue.waiting(until: { !$0.isEmpty }, then: { $0.removeFirst() }) {
      case .job(let job, let executor): job.runSynchronously(on: executor)
      case .end: return
      }
    }
  }
}
