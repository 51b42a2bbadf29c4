import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One node of an OpenSearch cluster on loopback, in a process of its own, so that it can be killed like a machine.
 * Arguments: folder, number of the node, HTTP port, transport port, transport ports of all nodes (p1,p2,p3), names.
 */
public class Node {
    public static void main(String[] given) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        String seeds = "127.0.0.1:" + given[4].replace(",", ",127.0.0.1:");
        runner.onBuild((number, settings) -> {
            settings.put("node.name", "node" + given[1]);
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", given[2]);
            settings.put("transport.port", given[3]);
            settings.putList("discovery.seed_hosts", seeds.split(","));
            settings.putList("cluster.initial_cluster_manager_nodes", given[5].split(","));
            settings.put("discovery.type", "zen");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
            settings.put("cluster.fault_detection.leader_check.interval", "500ms");
            settings.put("cluster.fault_detection.follower_check.interval", "500ms");
            settings.put("processors", Integer.getInteger("processors", 2));
        });
        runner.build("-basePath", given[0], "-numOfNode", "1", "-clusterName", "diwan-test", "-disableESLogger");
        System.out.println("started");
        Thread.currentThread().join();
    }
}
