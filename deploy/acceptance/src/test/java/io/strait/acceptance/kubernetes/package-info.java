/**
 * The Kubernetes manifests of {@code deploy/kubernetes}: rendered as Kustomize would, validated strictly, held to rules,
 * and compared with what the packaged services answer, open and read.
 */
@NullMarked
package io.strait.acceptance.kubernetes;

import org.jspecify.annotations.NullMarked;
