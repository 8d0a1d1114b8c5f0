import Shell
import Synchronization
import TensorLab

/// What the tensors screen asks for.
public enum TensorEffect: Hashable, Sendable {
  /// Opens a file: its header is read.
  case open(path: String)
  /// Reads the numbers of tensors, the first first; what was asked for before is given up.
  case read([Int])
}

/// What the tensors screen is told.
public enum TensorMessage: Sendable {
  /// A file's header.
  case opened(ModelFile)
  /// Why a file cannot be read.
  case failed(String)
  /// What is known of a tensor, and how much of it was read, from 0 to 1.
  case statistics(path: String, tensor: Int, TensorStatistics, progress: Double)
}

/// Opens files and reads tensors piece by piece, beside the screen.
public final class TensorWorker: ScreenWorker {
  private struct State {
    var messages: [TensorMessage] = []
    var file: ModelFile?
    var queue: [Int] = []
    /// Tells pieces of what is no longer wanted.
    var generation = 0
    var isReading = false
    var hasEnded = false

    /// Of a tensor's pieces the newest is enough.
    /// - Returns: whether more of the tensor is wanted.
    mutating func tell(_ message: TensorMessage, of task: Reading) -> Bool {
      if case .statistics(_, let last, _, _)? = messages.last, last == task.tensor { messages.removeLast() }
      messages.append(message)
      if case .failed = message { return false }
      return generation == task.generation && !hasEnded
    }

    /// What to read next; nil ends the reading.
    mutating func next() -> Reading? {
      guard !hasEnded, let file, !queue.isEmpty else {
        isReading = false
        return nil
      }
      return Reading(file: file, tensor: queue.removeFirst(), generation: generation)
    }

    /// Wants tensors read, and nothing else.
    /// - Returns: whether somebody must begin to read.
    mutating func want(_ tensors: [Int]) -> Bool {
      generation += 1
      queue = tensors
      let begins = !isReading && !tensors.isEmpty
      if begins { isReading = true }
      return begins
    }

    /// Reads from another file from now on.
    mutating func change(to file: ModelFile) {
      self.file = file
      queue = []
      generation += 1
    }
  }

  /// A tensor to read, of the file and the wish that it belongs to.
  private struct Reading {
    let file: ModelFile
    let tensor: Int
    let generation: Int
  }

  private final class Shared: Sendable {
    private let state = Mutex(State())

    func next() -> Reading? { state.withLock { $0.next() } }
    func tell(_ message: TensorMessage, of task: Reading) -> Bool { state.withLock { $0.tell(message, of: task) } }
    func want(_ tensors: [Int]) -> Bool { state.withLock { $0.want(tensors) } }
    func end() { state.withLock { $0.hasEnded = true } }

    func tell(_ message: TensorMessage, opened file: ModelFile?) {
      state.withLock { state in
        if let file { state.change(to: file) }
        state.messages.append(message)
      }
    }

    /// Reads until nothing is wanted any more.
    func readAll(_ wake: @Sendable () -> Void) {
      while let task = next() {
        let (file, tensor) = (task.file, task.tensor)
        guard file.tensors.indices.contains(tensor) else { continue }
        guard var reading = TensorReading(file.tensors[tensor], of: file, bins: ModuleSource.bins) else { continue }
        var isWanted = true
        while isWanted, reading.phase != .done {
          let message = Self.step(&reading, task)
          isWanted = tell(message, of: task)
          wake()
        }
      }
    }

    /// Reads a piece and says what is known after it.
    private static func step(_ reading: inout TensorReading, _ task: Reading) -> TensorMessage {
      do throws(ModelFileError) { try reading.step() } catch { return .failed("\(error)") }
      let progress = reading.phase == .done ? 1 : reading.progress
      return .statistics(path: task.file.path, tensor: task.tensor, reading.statistics, progress: progress)
    }

    func receive() -> [TensorMessage] {
      state.withLock { state in
        let messages = state.messages
        state.messages = []
        return messages
      }
    }
  }

  private let shared = Shared()
  private let wake: @Sendable () -> Void

  /// A worker.
  /// - Parameter wake: called from any thread when there is something to receive.
  public init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Begins what the screen asks for.
  public func perform(_ effect: TensorEffect) {
    switch effect {
    case .open(let path): open(path)
    case .read(let tensors):
      if shared.want(tensors) { startReading() }
    }
  }

  private func open(_ path: String) {
    let (shared, wake) = (shared, wake)
    Task.detached(priority: .userInitiated) {
      let message: TensorMessage
      var opened: ModelFile?
      do throws(ModelFileError) {
        let file = try ModelFile(path: path)
        opened = file
        message = .opened(file)
      } catch { message = .failed("\(error)") }
      shared.tell(message, opened: opened)
      wake()
    }
  }

  private func startReading() {
    let (shared, wake) = (shared, wake)
    Task.detached(priority: .utility) { shared.readAll(wake) }
  }

  /// What there is to say.
  public func receive() -> [TensorMessage] { shared.receive() }

  /// Ends the reading.
  public func end() { shared.end() }
}
