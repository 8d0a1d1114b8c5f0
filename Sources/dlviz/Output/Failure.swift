/// Ends the program with exit status 1 and a message.
struct Failure: Error, CustomStringConvertible {
  var description: String
}
