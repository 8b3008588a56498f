import { existsSync } from "node:fs";

/** Whether this machine has a CUDA device: the file by which a process reaches it. The set-up and the training both ask this. */
export const hasCudaDevice = () => existsSync("/dev/nvidia0");

/** The CUDA 12.5 and cuDNN 9 libraries that TensorFlow 2.20 loads, found beside it by its own relative search path. */
export const CUDA_LIBRARIES = [
  "nvidia-cublas-cu12==12.5.3.2",
  "nvidia-cuda-cupti-cu12==12.5.82",
  "nvidia-cuda-nvcc-cu12==12.5.82",
  "nvidia-cuda-nvrtc-cu12==12.5.82",
  "nvidia-cuda-runtime-cu12==12.5.82",
  "nvidia-cudnn-cu12==9.3.0.75",
  "nvidia-cufft-cu12==11.2.3.61",
  "nvidia-curand-cu12==10.3.6.82",
  "nvidia-cusolver-cu12==11.6.3.83",
  "nvidia-cusparse-cu12==12.5.1.3",
  "nvidia-nccl-cu12==2.25.1",
  "nvidia-nvjitlink-cu12==12.5.82",
];
