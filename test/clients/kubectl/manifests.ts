/** A deployment as a student writes it. */
export const web = (image = 'nginx:1.26', replicas = 3): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: ${replicas}
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: nginx
        image: ${image}
        ports:
        - containerPort: 80
        readinessProbe:
          httpGet: {path: /, port: 80}
`;

export const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
  - port: 80
    targetPort: 80
`;

export const pod = (name: string, spec: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {run: ${name}}
spec:
${spec.replace(/^/gm, '  ')}
`;

export const settings = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {COLOR: blue, MODE: dev}
---
apiVersion: v1
kind: Secret
metadata: {name: db}
stringData: {password: s3cret}
`;
