import Datasets
import Dispatch
import NeuralNet
import Shell
import Training

/// Loads, trains, measures and fetches for the mnist screen, each on threads of its own, so that the render loop never waits.
public final class MnistWorker: ScreenWorker {
  private let outbox: Outbox<MnistScreen.Message>
  /// Pictures of the network are gathered sparingly: each stops training for the watched images.
  private let session: SessionWorker<ClassifierRun>
  private let loading = DispatchQueue(label: "dlviz.mnist.loading", qos: .userInitiated)
  private let fetching = DispatchQueue(label: "dlviz.mnist.fetching", qos: .utility)
  private let drawings = DispatchQueue(label: "dlviz.mnist.drawings", qos: .userInitiated)
  private let analysis = DispatchQueue(label: "dlviz.mnist.analysis", qos: .utility)
  private let analyst = AnalystBox()

  /// A worker.
  /// - Parameter wake: called from any thread when there is something to receive.
  public init(wake: @escaping @Sendable () -> Void) {
    outbox = Outbox(wake: wake) { old, new in
      switch (old, new) {
      case (.phase, .phase), (.fetching, .fetching): true
      default: false
      }
    }
    session = SessionWorker(snapshotInterval: .milliseconds(100), wake: wake)
  }

  /// Begins to do something.
  public func perform(_ effect: MnistScreen.Effect) {
    switch effect {
    case .load(let options): load(options)
    case .run(let effect): session.perform(effect)
    case .report, .inspect, .judgeSamples:
      analysis.async { [outbox, analyst] in
        guard !outbox.hasEnded, let answer = analyst.use({ $0.answer(effect) }) else { return }
        outbox.say(answer)
      }
    case .fetch(let options): fetch(options)
    case .saveWeights(let network, let path, let metadata):
      loading.async { [outbox] in
        let path = NumberedFile(path).free
        do throws(CheckpointError) {
          try NetworkFile.write(network, as: .float32, metadata: metadata, to: path)
          outbox.say(.wroteWeights(path: path))
        } catch {
          outbox.say(.notice("\(error)"))
        }
      }
    case .saveSample(let image, let label, let files):
      drawings.async { [outbox] in
        for message in DrawnSampleAnswers.save(image: image, label: label, in: files) { outbox.say(message) }
      }
    case .forgetSample(let image, let files):
      drawings.async { [outbox] in
        for message in DrawnSampleAnswers.forget(image: image, in: files) { outbox.say(message) }
      }
    case .readSamples(let files):
      drawings.async { [outbox] in outbox.say(DrawnSampleAnswers.read(files)) }
    case .loadWeights(let path, let layerSizes):
      loading.async { [outbox] in
        let path = NumberedFile(path).newest
        do throws(CheckpointError) {
          let stored = try NetworkFile.network(path, layerSizes: layerSizes)
          outbox.say(.weights(try stored.floats(path: path), path: path, stored.normalisation, stored.activation))
        } catch {
          outbox.say(.notice("\(error)"))
        }
      }
    }
  }

  /// What loading, reports and downloads have to say, then the session's events.
  public func receive() -> [MnistScreen.Message] {
    outbox.take() + session.receive().map(MnistScreen.Message.training)
  }

  /// Ends the session, and whatever is under way at its next look.
  public func end() {
    outbox.end()
    session.end()
  }

  private func load(_ options: MnistOptions) {
    loading.async { [outbox] in
      do throws(DatasetError) {
        outbox.say(.loaded(try MnistLoader(options).load(outbox.say) { outbox.hasEnded }))
      } catch {
        if error != .cancelled { outbox.say(.phase(.failed("\(error)"))) }
      }
    }
  }

  private func fetch(_ options: MnistOptions) {
    guard let directory = options.locator.downloadDirectory(for: options.kind) else {
      outbox.say(.fetchFailed("\(FetchError.noDirectory)"))
      return
    }
    fetching.async { [outbox] in
      do throws(FetchError) {
        let fetcher = try DatasetFetcher(options.kind, into: directory)
        _ = try fetcher.fetch(progress: { outbox.say(.fetching($0)) }, isCancelled: { outbox.hasEnded })
        outbox.say(.fetched)
      } catch {
        outbox.say(.fetchFailed("\(error)"))
      }
    }
  }
}
