import Foundation

extension Process {
  /// Runs with no signal blocked, as a shell would.
  ///
  /// A test's thread may belong to a pool whose threads block most signals, and a child inherits the mask: it would then sleep through
  /// what it is sent, and a tmux server, which ends itself by a signal, would stay for ever.
  func runUnblocked() throws {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }
}
