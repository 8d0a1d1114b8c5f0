import Records
import Testing

@testable import Logs

/// Lines as programs print them, one kind each.
@Suite struct TextLineTests {
  private func read(_ text: String) -> RunHistory {
    var runs = RunSet()
    var pipe = PipeSource(name: "log", format: .text)
    pipe.take(Array(text.utf8)[...], into: &runs)
    pipe.finish(into: &runs)
    return runs["log"] ?? RunHistory()
  }

  private func points(_ text: String, _ name: String) -> [[Double]]? {
    read(text)[name]?.points.map { [Double($0.step), $0.value] }
  }

  @Test func imageNetOfPyTorchsExamples() {
    let log = """
      Epoch: [0][ 10/391]\tTime  0.524 (  0.617)\tData  0.001 (  0.050)\tLoss 6.9012e+00 (7.0123e+00)\tAcc@1   0.78 (  0.64)
      Epoch: [0][ 20/391]\tTime  0.524 (  0.617)\tData  0.001 (  0.050)\tLoss 6.5012e+00 (6.9123e+00)\tAcc@1   1.78 (  0.94)
      Epoch: [1][ 10/391]\tTime  0.524 (  0.617)\tData  0.001 (  0.050)\tLoss 5.5e+00 (5.9e+00)\tAcc@1   3.12 (  2.94)

      """
    #expect(points(log, "Loss") == [[10, 6.9012], [20, 6.5012], [401, 5.5]])
    #expect(points(log, "Acc@1") == [[10, 0.78], [20, 1.78], [401, 3.12]])
  }

  @Test func evaluationsOfPyTorchsImageNet() {
    let log = """
      Epoch: [0][20/20]\tTime  0.524 (  0.617)\tData  0.001 (  0.050)\tLoss 6.5e+00 (6.9e+00)\tAcc@1   1.78 (  0.94)\tAcc@5   4.50 (  3.90)
      Test: [ 1/20]\tTime  0.100 (  0.100)\tLoss 6.9000e+00 (6.9000e+00)\tAcc@1  12.50 ( 12.50)\tAcc@5  31.25 ( 31.25)
      Test: [11/20]\tTime  0.100 (  0.100)\tLoss 6.7000e+00 (6.8000e+00)\tAcc@1  14.50 ( 13.50)\tAcc@5  33.25 ( 32.25)
       *   Acc@1 12.300 Acc@5 30.100
      Epoch: [1][20/20]\tTime  0.524 (  0.617)\tData  0.001 (  0.050)\tLoss 5.5e+00 (5.9e+00)\tAcc@1   3.12 (  2.94)\tAcc@5   6.25 (  6.00)
      Test: [ 1/20]\tTime  0.100 (  0.100)\tLoss 5.9000e+00 (5.9000e+00)\tAcc@1  22.50 ( 22.50)\tAcc@5  41.25 ( 41.25)
       *   Acc@1 22.300 Acc@5 40.100

      """
    #expect(points(log, "Acc@1") == [[20, 1.78], [40, 3.12]])
    #expect(points(log, "Acc@5") == [[20, 4.5], [40, 6.25]])
    #expect(points(log, "Test Loss") == [[20, 6.7], [40, 5.9]])
    #expect(points(log, "Test Acc@1") == [[20, 12.3], [40, 22.3]])
    #expect(points(log, "Test Acc@5") == [[20, 30.1], [40, 40.1]])
    #expect(read(log)["Test Acc@1"]?.branches.isEmpty == true)
  }

  @Test func evaluationsOfTorchvision() {
    let log = """
      Epoch: [0]  [  10/20]  eta: 0:03:00  lr: 0.1  img/s: 500.5  loss: 6.9 (7.0)  acc1: 0.5 (0.4)  acc5: 1.5 (1.4)  time: 0.1  data: 0.0  max mem: 3000
      Test:   [ 0/20]  eta: 0:00:10  loss: 1.2 (1.2)  acc1: 70.0 (70.0)  acc5: 88.0 (88.0)  time: 0.1  data: 0.0  max mem: 3000
      Test:   [10/20]  eta: 0:00:05  loss: 1.1 (1.15)  acc1: 71.0 (70.5)  acc5: 89.0 (88.5)  time: 0.1  data: 0.0  max mem: 3000
      Test:  Acc@1 71.100 Acc@5 90.200
      Epoch: [1]  [  10/20]  eta: 0:03:00  lr: 0.1  img/s: 500.5  loss: 6.8 (7.0)  acc1: 0.6 (0.4)  acc5: 1.6 (1.4)  time: 0.1  data: 0.0  max mem: 3000
      Test:  Acc@1 72.100 Acc@5 91.200
      Test: EMA  Acc@1 73.100 Acc@5 92.200

      """
    #expect(points(log, "Test Acc@1") == [[10, 71.1], [30, 72.1]])
    #expect(points(log, "Test Acc@5") == [[10, 90.2], [30, 91.2]])
    #expect(points(log, "Test EMA Acc@5") == [[30, 92.2]])
    #expect(points(log, "Test loss") == [[10, 1.1]])
    #expect(points(log, "Test acc1") == [[10, 71]])
    #expect(points(log, "loss") == [[10, 6.9], [30, 6.8]])
  }

  @Test func mnistOfPyTorchsExamples() {
    let log = """
      Train Epoch: 1 [0/60000 (0%)]\tLoss: 2.300039
      Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.213470
      Test set: Average loss: 0.0543, Accuracy: 9825/10000 (98%)
      Train Epoch: 2 [640/60000 (1%)]\tLoss: 1.25

      """
    #expect(points(log, "Loss") == [[0, 2.300039], [640, 2.21347], [60_640, 1.25]])
    #expect(points(log, "Test Accuracy")?.first?[1] == 0.9825)
  }

  @Test func timm() {
    let log = """
      Train: 0 [   0/1251 (  0%)]  Loss: 6.952 (6.95)  Time: 2.503s,  102.29/s  (2.503s,  102.29/s)  LR: 1.000e-05  Data: 1.220 (1.220)
      Train: 0 [  50/1251 (  4%)]  Loss: 6.912 (6.93)  Time: 0.203s, 1261.08/s  (0.311s,  823.15/s)  LR: 1.000e-05  Data: 0.009 (0.031)
      Train: 1 [   0/1251 (  0%)]  Loss: 6.5 (6.5)  Time: 0.203s, 1261.08/s  (0.311s,  823.15/s)  LR: 2.000e-05  Data: 0.009 (0.031)

      """
    #expect(points(log, "Loss") == [[0, 6.952], [50, 6.912], [1251, 6.5]])
    #expect(points(log, "LR") == [[0, 1e-5], [50, 1e-5], [1251, 2e-5]])
  }

  @Test func torchvision() {
    let log = """
      Epoch: [0]  [  10/1251]  eta: 0:03:00  lr: 0.1  img/s: 500.5  loss: 6.9 (7.0)  acc1: 0.5 (0.4)  time: 0.1  data: 0.0  max mem: 3000
      Epoch: [0]  [  20/1251]  eta: 0:03:00  lr: 0.1  img/s: 510.5  loss: 6.8 (6.9)  acc1: 0.7 (0.5)  time: 0.1  data: 0.0  max mem: 3000

      """
    #expect(points(log, "loss") == [[10, 6.9], [20, 6.8]])
    #expect(points(log, "img/s") == [[10, 500.5], [20, 510.5]])
    #expect(points(log, "max mem") == [[10, 3000], [20, 3000]])
  }

  @Test func detectron2() {
    let log = """
      [11/28 12:00:00 d2.utils.events]:  eta: 0:02:41  iter: 19  total_loss: 1.213  loss_cls: 0.512  time: 0.2112  data_time: 0.0031  lr: 0.00049  max_mem: 2100M
      [11/28 12:00:04 d2.utils.events]:  eta: 0:02:37  iter: 39  total_loss: 1.1  loss_cls: 0.5  time: 0.21  data_time: 0.0031  lr: 0.00099  max_mem: 2100M

      """
    #expect(points(log, "total_loss") == [[19, 1.213], [39, 1.1]])
    #expect(points(log, "lr") == [[19, 0.00049], [39, 0.00099]])
  }

  @Test func fairseqOfBars() {
    let log = """
      2026-11-28 12:00:00 | INFO | train | epoch 001 | loss 8.5 | ppl 362.04 | num_updates 500 | lr 6.25e-05 | gnorm 1.9
      2026-11-28 12:05:00 | INFO | valid | epoch 001 | valid on 'valid' subset | loss 8.1 | ppl 274.37 | num_updates 500

      """
    #expect(points(log, "loss") == [[500, 8.5]])
    #expect(points(log, "valid loss") == [[500, 8.1]])
  }

  @Test func deepSpeed() {
    let log = """
      [2026-11-28 12:00:00,123] [INFO] [logging.py:96:log_dist] [Rank 0] step=10, skipped=0, lr=[1e-05, 2e-05], mom=[(0.9, 0.999)]
      [2026-11-28 12:00:10,123] [INFO] [logging.py:96:log_dist] [Rank 0] step=20, skipped=0, lr=[9e-06, 1e-05], mom=[(0.9, 0.999)]

      """
    #expect(points(log, "lr") == [[10, 1e-5], [20, 9e-6]])
    #expect(points(log, "mom") == [[10, 0.9], [20, 0.9]])
    #expect(read(log)["logging.py"] == nil)
  }

  @Test func lightGBM() {
    let log = """
      [LightGBM] [Info] Number of positive: 212, number of negative: 188
      [LightGBM] [Warning] No further splits with positive gain, best gain: -inf
      [1]\ttraining's binary_logloss: 0.64\tvalid_1's auc: 0.91
      [2]\ttraining's binary_logloss: 0.6\tvalid_1's auc: 0.92
      [3]\ttraining's binary_logloss: 0.57\tvalid_1's auc: 0.915
      Early stopping, best iteration is:
      [2]\ttraining's binary_logloss: 0.6\tvalid_1's auc: 0.92

      """
    #expect(points(log, "training's binary_logloss") == [[1, 0.64], [2, 0.6], [3, 0.57]])
    #expect(points(log, "valid_1's auc") == [[1, 0.91], [2, 0.92], [3, 0.915]])
    #expect(read(log)["best gain"] == nil)
  }

  @Test func catBoost() {
    let log =
      "0:\ttest: 0.922\ttest1: 0.8456\tbest: 0.8456 (0)\ttotal: 49.6ms\tremaining: 2.93s\n10:\ttest: 0.94\ttest1: 0.92\tbest: 0.94 (7)\ttotal: 66ms\tremaining: 296ms\n"
    #expect(points(log, "test1") == [[0, 0.8456], [10, 0.92]])
    #expect(points(log, "best") == [[0, 0.8456], [10, 0.94]])
  }

  @Test func lightningsBar() {
    let log =
      "Epoch 0:  50%|█████     | 32/64 [00:00<00:00, 100.00it/s, v_num=0, train_loss=0.5]\rEpoch 0: 100%|██████████| 64/64 [00:00<00:00, 100.00it/s, v_num=0, train_loss=0.25]\nEpoch 1:  50%|█████     | 32/64 [00:00<00:00, 100.00it/s, v_num=0, train_loss=0.125]\n"
    #expect(points(log, "train_loss") == [[32, 0.5], [64, 0.25], [96, 0.125]])
    #expect(read(log)["v_num"] == nil)
  }

  @Test func logfmtKeepsQuotedTextTogether() {
    let log = """
      time=2026-11-28T12:00:00Z level=info msg="all good, lr=7" step=1 loss=0.5
      time=2026-11-28T12:00:01Z level=info msg="all good, lr=7" step=2 loss=0.4

      """
    #expect(points(log, "loss") == [[1, 0.5], [2, 0.4]])
    #expect(read(log)["lr"] == nil)
    #expect(read(log).startTime == 1_795_867_200)
  }

  @Test func unitsSharesAndThousands() {
    let log =
      "step 1: acc 91.2%, tokens: 12,346, mem: 6.11GiB(6.43%), rate: 1.5k, took 37.11ms\nstep 2: acc 92%, tokens: 1,207.5, mem: 6GiB, rate: 2k\n"
    #expect(points(log, "acc") == [[1, 0.912], [2, 0.92]])
    #expect(points(log, "tokens") == [[1, 12_346], [2, 1207.5]])
    #expect(points(log, "mem") == [[1, 6.11], [2, 6]])
    #expect(points(log, "rate") == [[1, 1500], [2, 2000]])
  }

  @Test func stepsThatBeginAnewWithEachEpochAreCountedOn() {
    let log = "epoch 0 step 1 loss=4\nepoch 0 step 2 loss=3\nepoch 1 step 1 loss=2\nepoch 1 step 2 loss=1\n"
    #expect(points(log, "loss") == [[1, 4], [2, 3], [3, 2], [4, 1]])
  }

  @Test func anEpochOnALineOfItsOwnHoldsForWhatFollows() {
    let log = "Epoch 1/3\nloss: 0.5 - accuracy: 0.8\nEpoch 2/3\nloss: 0.4 - accuracy: 0.9\n"
    #expect(points(log, "loss") == [[1, 0.5], [2, 0.4]])
  }

  @Test func numbersThatComeOnceAreNoMetric() {
    let log =
      "number of parameters: 10.65M\nbatch_size = 64\nstep 1 loss 0.5\nstep 2 loss 0.4\nListening on 127.0.0.1:29500, version 2.15.0+cu132\n"
    #expect(read(log).metricNames == ["loss"])
  }

  @Test func tensorsAsPyTorchPrintsThem() {
    let log = "step: 1 loss: tensor(0.6931, grad_fn=<NllLossBackward0>)\nstep: 2 loss: tensor(0.5, device='cuda:0')\n"
    #expect(points(log, "loss") == [[1, 0.6931], [2, 0.5]])
  }

  @Test func otherRanksHaveSeriesOfTheirOwn() {
    let log =
      "[rank0]: step: 1 loss: 0.5\n[rank1]: step: 1 loss: 0.6\n[rank0]: step: 2 loss: 0.4\n[rank1]: step: 2 loss: 0.55\n"
    #expect(points(log, "loss") == [[1, 0.5], [2, 0.4]])
    #expect(points(log, "rank1/loss") == [[1, 0.6], [2, 0.55]])
  }

  @Test func escapesNeverReachTheText() {
    let run = read("\u{1B}[31mstep 1\u{1B}[0m loss 0.5\u{7}\n\u{1B}]0;title\u{7}step 2 loss 0.4\n")
    #expect(run["loss"]?.points.map(\.value) == [0.5, 0.4])
    #expect(!run.text.lines.joined().unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func fastaisTableIsReadWithItsTimes() {
    let log = """
      epoch     train_loss  valid_loss  accuracy  time
      0         0.512       0.41        0.81      00:03
      1         0.402       0.39        0.83      00:03
      epoch     train_loss  valid_loss  accuracy  time
      0         0.3         0.35        0.85      00:03

      """
    #expect(points(log, "train_loss")?.count == 2 || points(log, "train_loss") == [[0, 0.3]])
    #expect(read(log)["accuracy"]?.count == 3)
  }
}
