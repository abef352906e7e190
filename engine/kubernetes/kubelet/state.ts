/** What a kubelet remembers of a pod on its node. The kubelet's own files define what is in it. */
export interface KubeletPod {
  readonly node: string;
}

/** A virtual machine that runs a kubelet, and what the kubelet remembers. */
export interface KubeletNode {
  readonly cpu: string;
  readonly memory: string;
}
