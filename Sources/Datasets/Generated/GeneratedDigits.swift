import Dispatch
import NeuralNet
import Synchronization

/// Digits that this program draws itself, so that it works without any data.
///
/// They look like handwriting and a network that learns from them reads much of MNIST, but they are not MNIST, and a
/// figure measured on them is not MNIST's. An image depends on the seed and its index alone, not on the number of
/// threads or of images.
public enum GeneratedDigits {
  /// What a screen says about them, and how to get the real ones.
  public static let provenance =
    "generated digits, drawn by this program, not handwriting; `dlviz data fetch mnist` gets MNIST"

  /// Images that one thread draws before all report.
  private static let chunkSize = 500
  /// Where the test images' indices begin, far behind any training image's.
  private static let testStart = 1 << 32

  /// A training and a test set.
  ///
  /// - Parameters:
  ///   - threads: how many draw at once; the images are the same whatever it is.
  ///   - progress: told the share drawn so far, 0 to 1, on the calling thread, a hundred times or so.
  ///   - isCancelled: asked as often; by default whether the current task is cancelled.
  /// - Throws: ``DatasetError/cancelled``.
  public static func makeSets(
    seed: UInt64,
    trainCount: Int = 60_000,
    testCount: Int = 10_000,
    threads: Int = 2,
    progress: (Double) -> Void = { _ in },
    isCancelled: () -> Bool = { Task.isCancelled }
  ) throws(DatasetError) -> ImageDatasets {
    let total = Double(max(trainCount + testCount, 1))
    let test = try make(
      name: "generated digits test",
      seed: seed,
      first: testStart,
      count: testCount,
      threads: threads,
      progress: { progress(Double($0) / total) },
      isCancelled: isCancelled
    )
    let train = try make(
      name: "generated digits train",
      seed: seed,
      first: 0,
      count: trainCount,
      threads: threads,
      progress: { progress(Double(testCount + $0) / total) },
      isCancelled: isCancelled
    )
    return ImageDatasets(train: train, test: test)
  }

  /// The first images of the sets that ``makeSets(seed:trainCount:testCount:threads:progress:isCancelled:)`` makes,
  /// few enough to be there for the first frame: 2,000 take about 20 ms.
  public static func preview(
    seed: UInt64,
    trainCount: Int = 1_000,
    testCount: Int = 1_000,
    threads: Int = 2
  ) -> ImageDatasets {
    ImageDatasets(
      train: make(seed: seed, count: trainCount, threads: threads),
      test: makeTest(seed: seed, count: testCount, threads: threads)
    )
  }

  /// The first training images of a seed.
  public static func make(seed: UInt64, count: Int, threads: Int = 2) -> ImageDataset {
    draw(name: "generated digits train", seed: seed, first: 0, count: count, threads: threads)
  }

  /// The first test images of a seed; none is among the training images.
  public static func makeTest(seed: UInt64, count: Int, threads: Int = 2) -> ImageDataset {
    draw(name: "generated digits test", seed: seed, first: testStart, count: count, threads: threads)
  }

  private static func draw(name: String, seed: UInt64, first: Int, count: Int, threads: Int) -> ImageDataset {
    do throws(DatasetError) {
      return try make(
        name: name,
        seed: seed,
        first: first,
        count: count,
        threads: threads,
        progress: { _ in },
        isCancelled: { false }
      )
    } catch {
      preconditionFailure("drawing digits cannot fail, but did: \(error)")
    }
  }

  private static func make(
    name: String,
    seed: UInt64,
    first: Int,
    count: Int,
    threads: Int,
    progress: (Int) -> Void,
    isCancelled: () -> Bool
  ) throws(DatasetError) -> ImageDataset {
    precondition(count >= 0 && threads > 0, "\(count) images on \(threads) threads")
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * DigitPreparation.size * DigitPreparation.size)
    var done = 0
    while done < count {
      guard !isCancelled() else { throw .cancelled }
      let end = min(done + chunkSize * threads, count)
      for chunk in drawRound(seed: seed, range: first + done..<first + end, threads: threads) { pixels += chunk }
      done = end
      progress(done)
    }
    let labels = (first..<first + count).map { label(of: $0, seed: seed) }
    return ImageDataset(
      name: name,
      kind: .generated,
      pixels: pixels,
      labels: labels,
      provenance: provenance
    )
  }

  /// The pixels of a range of images, in as many parts as threads.
  private static func drawRound(seed: UInt64, range: Range<Int>, threads: Int) -> [[UInt8]] {
    let share = (range.count + threads - 1) / threads
    let parts = Mutex(Array(repeating: [UInt8](), count: threads))
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      let start = min(range.lowerBound + thread * share, range.upperBound)
      let end = min(start + share, range.upperBound)
      var writer = DigitWriter()
      var pixels: [UInt8] = []
      pixels.reserveCapacity((end - start) * DigitPreparation.size * DigitPreparation.size)
      for index in start..<end {
        var random = RandomNumbers(seed: mix(seed, UInt64(index) << 1))
        pixels += writer.write(Int(label(of: index, seed: seed)), random: &random)
      }
      parts.withLock { $0[thread] = pixels }
    }
    return parts.withLock { $0 }
  }

  /// Every ten images in a row are the ten digits in random order, so that the classes are of one size.
  private static func label(of index: Int, seed: UInt64) -> UInt8 {
    var random = RandomNumbers(seed: mix(seed, UInt64(index / 10) << 1 | 1))
    var digits: [UInt8] = Array(0..<10)
    random.shuffle(&digits)
    return digits[index % 10]
  }

  /// A seed of its own for each of a seed's streams (the finalizer of splitmix64).
  private static func mix(_ seed: UInt64, _ stream: UInt64) -> UInt64 {
    var mixed = seed &+ (stream &+ 1) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
