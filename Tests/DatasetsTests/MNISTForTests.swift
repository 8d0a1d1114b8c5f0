import Datasets

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Real MNIST where the machine has it: `$DLVIZ_DATA`, then `../shared/data` beside the package.
enum MNISTForTests {
  static let files: DatasetFiles? = {
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let named = getenv("DLVIZ_DATA").map { String(cString: $0) }
    let locator = DatasetLocator(
      dataDirectory: named,
      environment: ["DLVIZ_DATA": "/" + package + "/../shared/data"]
    )
    return try? locator.find(.mnist)
  }()
}
