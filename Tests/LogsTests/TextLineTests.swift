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
    // The average over all batches, where there is one.
    #expect(points(log, "Test Loss") == [[20, 6.8], [40, 5.9]])
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
    #expect(points(log, "Test loss") == [[10, 1.15]])
    #expect(points(log, "Test acc1") == [[10, 70.5]])
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
    // The means of an epoch stand apart from what is printed between them.
    #expect(points(log, "train loss") == [[500, 8.5]])
    #expect(points(log, "valid loss") == [[500, 8.1]])
    let inner =
      "2026-11-28 12:00:10 | INFO | train_inner | epoch 001:     20 / 1000 loss=8.7, ppl=600.1, num_updates=20, lr=2e-05\n"
    #expect(points(inner + log, "loss") == [[20, 8.7]])
    #expect(points(inner + log, "train loss") == [[500, 8.5]])
  }

  @Test func timmsEvaluationsHaveTheAverageOverTheirBatches() {
    let log = """
      Train: 0 [   9/10 (100%)]  Loss: 6.912 (6.93)  Time: 0.203s, 1261.08/s  (0.311s,  823.15/s)  LR: 1.000e-05
      Test: [   0/4]  Time: 1.234 (1.234)  Loss:   6.8800 ( 6.8800)  Acc@1:   1.5625 (  1.5625)
      Test: [   4/4]  Time: 0.234 (0.434)  Loss:   6.8700 ( 6.8750)  Acc@1:   2.5625 (  2.0625)
      *** Best metric: 2.0625 (epoch 0)

      """
    #expect(points(log, "Test Acc@1") == [[9, 2.0625]])
    #expect(points(log, "Loss") == [[9, 6.912]])
  }

  @Test func ultralyticsTables() {
    let log = """
            Epoch    GPU_mem   box_loss   cls_loss  Instances       Size
              1/3      2.61G      1.9        1.8           81        640:  50%|█████     | 4/8 [00:02<00:02,  1.50it/s]\r\
              1/3      2.61G      1.153      1.398         81        640: 100%|██████████| 8/8 [00:05<00:00,  1.50it/s]
                       Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|██████████| 4/4 [00:01<00:00,  3.00it/s]
                         all        128        929      0.669      0.536      0.612       0.449
                      person         64        254      0.769      0.636      0.712       0.549

            Epoch    GPU_mem   box_loss   cls_loss  Instances       Size
              2/3      2.61G      1.053      1.298         71        640: 100%|██████████| 8/8 [00:05<00:00,  1.50it/s]
                       Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|██████████| 4/4 [00:01<00:00,  3.00it/s]
                         all        128        929      0.679      0.546      0.622       0.459

      """
    #expect(points(log, "box_loss") == [[1, 1.153], [2, 1.053]])
    #expect(points(log, "Box mAP50-95") == [[1, 0.449], [2, 0.459]])
    #expect(points(log, "person Box P") == [[1, 0.769]])
    #expect(points(log, "GPU_mem") == [[1, 2.61], [2, 2.61]])
  }

  @Test func tablesWhoseNamesHoldBlanks() {
    let spaCy = """
      E    #       LOSS TOK2VEC  LOSS NER  ENTS_F  SCORE
      ---  ------  ------------  --------  ------  ------
        0       0          0.00     30.00    0.05    0.00
        0     200         53.21   1000.00   31.20    0.31
        1     400         43.21    900.00   41.20    0.41

      """
    #expect(points(spaCy, "LOSS NER") == [[0, 30], [200, 1000], [400, 900]])
    #expect(points(spaCy, "SCORE") == [[0, 0], [200, 0.31], [400, 0.41]])
    let boosting = """
            Iter       Train Loss   Remaining Time
               1           1.2345            5.12s
               2           1.1345            5.02s

      """
    #expect(points(boosting, "Train Loss") == [[1, 1.2345], [2, 1.1345]])
  }

  @Test func aLineOfASourceFileIsNoMetric() {
    let caffe = """
      I0112 12:00:00.123456 12345 solver.cpp:239] Iteration 0 (0 iter/s, 1.2s/100 iters), loss = 2.35
      I0112 12:00:01.123456 12345 sgd_solver.cpp:112] Iteration 100, lr = 0.01
      I0112 12:00:01.123456 12345 solver.cpp:239] Iteration 100 (95.5 iter/s, 1.04s/100 iters), loss = 0.95

      """
    #expect(read(caffe).metricNames.sorted() == ["loss", "lr"])
    let loguru = """
      2026-11-28 12:00:00 | INFO     | yolox.core.trainer:260 - epoch: 1/300, iter: 10/7393, mem: 12.1Gb, total_loss: 15.1
      2026-11-28 12:00:10 | INFO     | yolox.core.trainer:260 - epoch: 1/300, iter: 20/7393, mem: 12.2Gb, total_loss: 14.1

      """
    #expect(read(loguru).metricNames == ["mem", "total_loss"])
    #expect(points(loguru, "mem") == [[10, 12.1], [20, 12.2]])
    let inBrackets = """
      [gpu01] 2026-11-28 12:00:00,123 (trainer:737) INFO: step 1 loss=0.5
      [gpu01] 2026-11-28 12:00:00,123 (trainer:737) INFO: step 2 loss=0.4

      """
    #expect(read(inBrackets).metricNames == ["loss"])
    // verl's steps and whole numbers stay what they are.
    let verl = "(TaskRunner pid=1234) step:2 - global_seqlen/min:1200 - actor/entropy:0.512\n"
    #expect(points(verl, "global_seqlen/min") == [[2, 1200]])
  }

  @Test func placesInBracketsAtTheBeginning() {
    #expect(
      points("[1,  2000] loss: 2.173\n[1,  4000] loss: 1.8\n[2,  2000] loss: 1.6\n", "loss") == [
        [2000, 2.173], [4000, 1.8], [6000, 1.6],
      ]
    )
    let pairs =
      "[0/25][0/100]\tLoss_D: 1.7\tD(x): 0.57\tD(G(z)): 0.60 / 0.01\n[0/25][50/100]\tLoss_D: 1.5\tD(x): 0.6\n"
      + "[1/25][0/100]\tLoss_D: 1.1\tD(x): 0.7\n"
    #expect(points(pairs, "Loss_D") == [[0, 1.7], [50, 1.5], [100, 1.1]])
    #expect(points(pairs, "D(x)") == [[0, 0.57], [50, 0.6], [100, 0.7]])
    #expect(points(pairs, "D(G(z))") == [[0, 0.6]])
    let clu = "I0501 12:00:00.123456 139 logging_writer.py:48] [100] accuracy=0.51, loss=1.91\n"
    #expect(points(clu, "loss") == [[100, 1.91]])
  }

  @Test func stepsOfAnEpochWhoseNumberIsKnown() {
    let tutorial =
      "Epoch [1/5], Step [100/600], Loss: 0.45\nEpoch [1/5], Step [200/600], Loss: 0.35\n"
      + "Epoch [2/5], Step [100/600], Loss: 0.25\nEpoch [3/5], Step [100/600], Loss: 0.2\n"
    #expect(points(tutorial, "Loss") == [[100, 0.45], [200, 0.35], [700, 0.25], [1300, 0.2]])
    let adversarial =
      "[Epoch 0/200] [Batch 0/938] [D loss: 0.69] [G loss: 0.68]\n"
      + "[Epoch 0/200] [Batch 1/938] [D loss: 0.68] [G loss: 0.69]\n[Epoch 1/200] [Batch 0/938] [D loss: 0.59] [G loss: 0.78]\n"
    #expect(points(adversarial, "D loss") == [[0, 0.69], [1, 0.68], [938, 0.59]])
    let series =
      "\titers: 100, epoch: 1 | loss: 0.43\n\titers: 200, epoch: 1 | loss: 0.41\n\titers: 100, epoch: 2 | loss: 0.33\n"
    #expect(points(series, "loss") == [[100, 0.43], [200, 0.41], [300, 0.33]])
  }

  @Test func numbersOfDevicesAndRatesAreNoSteps() {
    let rates =
      "fps step: 12345 fps total: 10045 epoch: 1/1000 frames: 0\nfps step: 12445 fps total: 10145 epoch: 2/1000 frames: 65536\n"
    #expect(points(rates, "fps total") == [[1, 10_045], [2, 10_145]])
    let host = "2026-05-01 12:00:00.123\thost:0\tolmo.train:800\tINFO\t[step=10/739328,epoch=0]\n    train/loss=10.12\n"
    #expect(read(host).metricNames == ["train/loss"])
    #expect(points(host, "train/loss") == [[10, 10.12]])
  }

  @Test func placesInColumnsAtTheBeginning() {
    #expect(points("s:0 tel:10.9\ns:1 trl:10.8 lr:0.1\ns:250 tel:6.4\n", "tel") == [[0, 10.9], [250, 6.4]])
    #expect(
      points("0 val 10.9529\n0 train 10.955\n1 train 10.655\n250 val 6.9\n", "val") == [[0, 10.9529], [250, 6.9]]
    )
    let torchtune =
      "1|1|Loss: 1.7:  33%|███ | 1/3 [00:03<1:34:12,  3.50s/it]\r1|3|Loss: 1.5: 100%|███ | 3/3 [00:03<1:34:12,  3.50s/it]\n2|4|Loss: 1.4:  33%|███ | 1/3 [00:03<1:34:12,  3.50s/it]\n"
    #expect(points(torchtune, "Loss") == [[1, 1.7], [3, 1.5], [4, 1.4]])
  }

  @Test func ratesWithoutANameAreCalledByTheirUnit() {
    let log = """
      step    1/19560 | loss 10.98 (+nanz)| norm 15.2 (+nanz)| lr 8.57e-07 | 345.33 ms | 45.1% bf16 MFU | 1518235 tok/s
      step    2/19560 | loss 10.88 (+1.20z)| norm 14.2 (-0.33z)| lr 1.57e-06 | 340.33 ms | 45.2% bf16 MFU | 1519235 tok/s

      """
    #expect(points(log, "tok/s") == [[1, 1_518_235], [2, 1_519_235]])
    #expect(read(log).metricNames == ["loss", "norm", "lr", "tok/s"])
    let bar = "Epoch 0:  50%|█████     | 32/64 [00:00<00:00, 100.00it/s, loss=0.5]\n"
    #expect(read(bar).metricNames == ["loss"])
  }

  @Test func whatMegatronMeasuresByTheIteration() {
    let log = """
       [2026-05-17 12:00:00] iteration      100/  500000 | elapsed time per iteration (ms): 1234.5 | throughput per GPU (TFLOP/s/GPU): 145.3 | lm loss: 8.2E+00 | number of skipped iterations:   0 |
       [2026-05-17 12:02:00] iteration      200/  500000 | elapsed time per iteration (ms): 1204.5 | throughput per GPU (TFLOP/s/GPU): 147.3 | lm loss: 7.2E+00 | number of skipped iterations:   1 |

      """
    #expect(points(log, "elapsed time per iteration") == [[100, 1234.5], [200, 1204.5]])
    #expect(points(log, "throughput per GPU") == [[100, 145.3], [200, 147.3]])
    #expect(points(log, "number of skipped iterations") == [[100, 0], [200, 1]])
  }

  @Test func partsOfTheDataInBracketsAreKeptApart() {
    let lines =
      "[train] epoch 1 loss 0.512\n[val] epoch 1 loss 0.612\n[train] epoch 2 loss 0.412\n[val] epoch 2 loss 0.552\n"
    #expect(points(lines, "train loss") == [[1, 0.512], [2, 0.412]])
    #expect(points(lines, "val loss") == [[1, 0.612], [2, 0.552]])
    let espnet = """
      [gpu01] 2026-05-01 12:00:00,123 (trainer:737) INFO: 1epoch:train:1-50batch: iter_time=0.121, loss=90.3
      [gpu01] 2026-05-01 12:01:00,123 (trainer:343) INFO: 1epoch results: [train] loss=85, total_count=100, [valid] loss=55.1

      """
    #expect(points(espnet, "loss") == [[50, 90.3]])
    #expect(points(espnet, "train loss") == [[50, 85]])
    #expect(points(espnet, "valid loss") == [[50, 55.1]])
    let icefall =
      "Epoch 1, batch 50, loss[loss=1.2, over 7243.00 frames. ], tot_loss[loss=2.2, over 307143.00 frames. ], lr: 2e-03\n"
    #expect(points(icefall, "loss/loss") == [[50, 1.2]])
    #expect(points(icefall, "tot_loss/loss") == [[50, 2.2]])
    #expect(points(icefall, "lr") == [[50, 0.002]])
    let arguments = "Epoch 1: mAP(0.5): 0.31 loss(train): 0.9 loss(val): 1.1\n"
    #expect(read(arguments).metricNames == ["mAP(0.5)", "loss(train)", "loss(val)"])
  }

  @Test func namesThatAreTheDataAlone() {
    let log = "epoch 0 train 0.512 val 0.612 acc 0.71\nepoch 1 train 0.412 val 0.512 acc 0.75\n"
    #expect(points(log, "val") == [[0, 0.612], [1, 0.512]])
  }

  @Test func batchesInBracketsAreNoRunningMeans() {
    let log = """
      Epoch 1
      -------------------------------
      loss: 2.30  [   64/60000]
      loss: 2.29  [ 6464/60000]
      Epoch 2
      -------------------------------
      loss: 2.10  [   64/60000]

      """
    #expect(points(log, "loss") == [[64, 2.3], [6464, 2.29], [60_064, 2.1]])
  }

  @Test func aTotalBelowAStepIsAValue() {
    let log = (10...12).map {
      " Learning iteration \($0)/1500\n Mean reward: \($0).5\n Total timesteps: \(1000 * $0)\n Iteration time: 0.62s\n"
    }
    #expect(points(log.joined(), "Total timesteps") == [[10, 10_000], [11, 11_000], [12, 12_000]])
    #expect(points(log.joined(), "Iteration time")?.map(\.first) == [10, 11, 12])
  }

  @Test func fieldsWithASlashBetween() {
    let log =
      "epoch=0/micro_step=10/global_step=10, CurrSamplesPerSec=1.2\nepoch=0/micro_step=20/global_step=20, CurrSamplesPerSec=1.3\n"
    #expect(points(log, "CurrSamplesPerSec") == [[10, 1.2], [20, 1.3]])
  }

  @Test func aPointBehindANumberEndsASentence() {
    let log =
      "Ball. Step: 1000. Mean Reward: 1.234. Std of Reward: 0.5. Training.\nBall. Step: 2000. Mean Reward: 2.2. Std of Reward: 0.6. Training.\n"
    #expect(points(log, "Mean Reward") == [[1000, 1.234], [2000, 2.2]])
  }

  @Test func linesForDebuggingCountWhereTheyHoldSeveralMetrics() {
    let wenet = "2026-05-01 12:00:00,123 DEBUG TRAIN Batch 0/100 loss 85.2 acc 0.1 lr 0.001 rank 0\n"
    #expect(points(wenet, "loss")?.count == 1)
    let fonts = "DEBUG:matplotlib.font_manager:findfont: score(FontEntry(fname='x.ttf')) = 10.05\n"
    #expect(read(fonts + fonts).metricNames.isEmpty)
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
